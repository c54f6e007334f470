"""What is in an export, and a first standard for it: nothing here judges."""
