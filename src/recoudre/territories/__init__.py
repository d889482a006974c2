"""Communes, intercommunalities, départements, régions: codes, outlines, history, indicators' values."""
