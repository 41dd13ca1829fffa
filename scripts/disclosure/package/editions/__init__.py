"""The package as files to download: CSV, Parquet, SQLite, a workbook, JSON, zips, and the descriptors of all."""
