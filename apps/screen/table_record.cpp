// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/table_record.hpp"

#include <cassert>
#include <utility>

namespace yuqian::apps {
namespace {

TableRecord* recording = nullptr;

}  // namespace

TableRecord::TableRecord() {
  assert(!recording);
  recording = this;
}

TableRecord::~TableRecord() { recording = nullptr; }

void TableRecord::heading(const std::string& text) {
  if (recording) recording->heading_ = text;
}

void TableRecord::note(Table table) {
  if (!recording) return;
  table.heading = recording->heading_;
  recording->tables_.push_back(std::move(table));
}

}  // namespace yuqian::apps
