"""Tables in and out: CSV and XLSX from people's computers are read within limits, and written without formulas."""
