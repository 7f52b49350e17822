# Everything runs in a virtual environment of its own; `make demo` and `make test` are all that a newcomer needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
WORKERS ?= 2
DEMO := var/demo

.PHONY: help install demo test lint types unit accuracy bench measure docs clean

help: ## 列出可用的命令
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

install: $(INSTALLED) ## 建立虚拟环境并安装

$(INSTALLED): setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(INSTALLED) ## 在模型城市上走完一个轮次：台账、抓取、研判、复核、通报
	@BIN=$(BIN) DEMO=$(DEMO) bash scripts/demo.sh

test: lint types unit ## 代码风格、类型、全部测试

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

unit: $(INSTALLED)
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

accuracy: $(INSTALLED) ## 在标注页面上量读页的准确率，在埋设的问题上量各项指标
	$(BIN)/python scripts/accuracy.py
	$(BIN)/python scripts/accuracy_indicators.py

bench: $(INSTALLED) ## 量读页的耗时，大通报各种格式的耗时和内存
	$(BIN)/python scripts/bench_read.py
	$(BIN)/python scripts/bench_bulletin.py

measure: $(INSTALLED) ## 200 个网站、各种传输故障：存得对不对，各平台间隔，重放是否一致；一轮连通性监测的耗时
	$(BIN)/python scripts/measure_transport.py
	$(BIN)/python scripts/measure_sweep.py

docs: $(INSTALLED) ## 由程序自己写出 docs/commands.md 和 docs/standard.md 的表
	$(BIN)/python scripts/list_commands.py > docs/commands.md
	$(BIN)/python -m reporting.standard.document docs/standard.md

clean: ## 删除虚拟环境和演示数据
	rm -rf $(VENV) $(DEMO)
