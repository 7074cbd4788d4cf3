"""A whole authority: JupyterHub set up so that each person reaches their own workbook and their own rooms, and nothing else."""
