"""Our servers behind a JupyterHub: one's own workbook, one's own JupyterLab, and rooms. The Hub says who somebody is."""
