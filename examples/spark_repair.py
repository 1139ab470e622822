#!/usr/bin/env python3
"""Repairs mojibake in a data set that has outgrown one machine, on Apache Spark.

    pip install pyspark            # and Java
    python examples/spark_repair.py pages.parquet repaired.parquet --text body --id url

Each partition is piped through one `hplint repair --jsonl`, which must be on the path of every worker (or --hplint
says where it is). The result has a row for each row with a text: the id, the repaired text, the code page that was used by
mistake, confidence and class; join it with the rest of the data by the id. Reads and writes Parquet, or JSON lines where a
name ends in `.json` or `.jsonl`.
"""

import argparse
import shlex

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import DoubleType, StringType, StructField, StructType


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--text", default="damaged", help="the column to repair")
    parser.add_argument("--id", default="id", help="the column that tells rows apart")
    parser.add_argument("--min-class", default="safe", choices=["safe", "unsafe", "manual"])
    parser.add_argument("--hplint", default="hplint", help="the program")
    args = parser.parse_args()

    # A worker repairs as many partitions at a time as it has processors: one thread for each.
    spark = SparkSession.builder.appName("hplint repair").getOrCreate()
    rows = spark.read.format(kind(args.input)).load(args.input).where(F.col(args.text).isNotNull())
    records = rows.select(F.to_json(F.struct(F.col(args.id).alias("id"), F.col(args.text).alias("damaged"))))
    command = [args.hplint, "repair", "--jsonl", "--jobs", "1", "--min-class", args.min_class]
    # With checkCode a worker that dies fails the job, where it would silently lose the rest of its partition.
    answers = records.rdd.map(lambda row: row[0]).pipe(shlex.join(command), checkCode=True)
    answer = StructType(
        [
            StructField("id", rows.schema[args.id].dataType),
            StructField("repaired", StringType()),
            StructField("codec", StringType()),
            StructField("confidence", DoubleType()),
            StructField("class", StringType()),
        ]
    )
    repaired = spark.read.schema(answer).json(answers).withColumnRenamed("id", args.id)
    repaired.write.format(kind(args.output)).mode("overwrite").save(args.output)
    spark.stop()


def kind(path):
    return "json" if path.endswith((".json", ".jsonl")) else "parquet"


if __name__ == "__main__":
    main()
