"""For students and teachers: sheets, questions, slips, verdicts."""
