"""The meaning of the dashboard: areas, indicators, figures and how they may be asked for."""
