"""What is given to a run: files, sheets and frames, and which standard and tables they are."""
