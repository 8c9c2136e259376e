"""Reads a scrape from standard input with the parsers of Prometheus' own client library, which are
strict, and tells as JSON what is in it. The argument is the form: openmetrics or prometheus."""

import json
import sys

if sys.argv[1] == "openmetrics":
    from prometheus_client.openmetrics.parser import text_string_to_metric_families
else:
    from prometheus_client.parser import text_string_to_metric_families

families = []
for family in text_string_to_metric_families(sys.stdin.read()):
    families.append(
        {
            "name": family.name,
            "type": family.type,
            "help": family.documentation,
            "samples": [
                {"name": sample.name, "labels": sample.labels, "value": str(sample.value)}
                for sample in family.samples
            ],
        }
    )
json.dump(families, sys.stdout)
