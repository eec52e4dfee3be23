"""What people ask of a corpus: each module answers one question, with tables as attributes and a text to read."""
