"""From many reports to a dataset of figures and conclusions: on all cores, or on a cluster."""
