"""feedsmith, a parser in another language, for tests."""
