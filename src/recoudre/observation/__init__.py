"""What we know at one moment, as a data package of Parquet tables; opens one again as Ibis tables."""
