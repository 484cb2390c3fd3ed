"""What the sentences of a guide say beside its lists: who must come, who may act, which papers and days they speak of."""
