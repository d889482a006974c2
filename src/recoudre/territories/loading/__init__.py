"""Two ways to bring territories in, with the same result: a folder, or the API Géo."""
