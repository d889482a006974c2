"""The words of the domain in plain Python: closed lists, records, codes."""
