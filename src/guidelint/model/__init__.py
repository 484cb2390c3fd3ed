"""What a workspace's files say, as frozen data. Built from documents that passed their schema."""
