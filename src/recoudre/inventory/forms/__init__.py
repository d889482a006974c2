"""What a person may type about occasions, a file for each matter."""
