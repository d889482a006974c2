"""People who have an account, and the role each holds in each territory."""
