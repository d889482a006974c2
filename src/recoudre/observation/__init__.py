"""What we know at one moment, as a data package of Parquet tables, and how it is opened again."""
