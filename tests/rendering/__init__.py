"""What the tests of the renderers share: articles of our own, hostile text, and strict checks of each format."""
