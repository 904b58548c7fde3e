"""Values to figures, with the sentence and the table behind each: what is drawn, said and listed is the same."""
