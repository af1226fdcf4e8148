"""The report: one HTML file that shows a shop's period, read from InfluxDB alone."""
