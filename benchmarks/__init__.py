"""One file per promise of speed, each beside the peer that a user would pick."""
