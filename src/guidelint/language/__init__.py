"""What the words of guides and windows mean: numbers, sentences, documents, and whether one says what the other does."""
