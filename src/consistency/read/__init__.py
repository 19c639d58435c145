"""Read files into claims and rules that know where they stand, or into problems that do."""
