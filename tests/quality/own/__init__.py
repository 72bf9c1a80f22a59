"""Our own small set: articles and saved pages with gold answers, so that quality is measured wherever the tests run."""
