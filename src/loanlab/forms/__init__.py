"""What any simulation or exercise is made of: fields, units, formatting, evaluation, export."""
