"""A report on paper: as PDF, as a Word file and as a workbook. Layout only, no figure, no word."""
