"""One settings module, the declared environment variables, root addresses, the command line."""
