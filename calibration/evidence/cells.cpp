// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/evidence/cells.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <array>

namespace yuqian::calibration {
namespace {

/// The tables of the row, in its order.
template <class M>
auto tables(M& m) {
  return std::array{&m.trade,        &m.exports,   &m.imports,    &m.output,
                    &m.intermediate, &m.final_use, &m.value_added};
}

}  // namespace

Cells::Cells(const data::Mrio& m)
    : mrio_(m),
      regions_(m.regions.size()),
      goods_(m.sectors.size()),
      users_(m.final_use.axis(2).size()),
      items_(m.value_added.axis(1).size()) {
  int next = 0, k = 0;
  for (const data::Table* t : tables(m)) {
    begin_[k++] = next;
    next += static_cast<int>(t->values().size());
  }
  begin_[k] = next;
}

std::vector<double> Cells::values() const {
  std::vector<double> list;
  for (const data::Table* t : tables(mrio_))
    list.insert(list.end(), t->values().begin(), t->values().end());
  return list;
}

data::Mrio Cells::with(const std::vector<double>& values) const {
  data::Mrio m = mrio_;
  auto from = values.begin();
  for (data::Table* t : tables(m)) {
    const auto end = from + static_cast<long>(t->values().size());
    std::copy(from, end, t->values().begin());
    from = end;
  }
  return m;
}

int Cells::block(int cell) const {
  return static_cast<int>(std::upper_bound(begin_, begin_ + 8, cell) - begin_) - 1;
}

int Cells::region(int cell) const {
  const int k = block(cell);
  return static_cast<int>(static_cast<long>(cell - begin_[k]) * regions_ /
                          (begin_[k + 1] - begin_[k]));
}

const std::vector<std::string>& Cells::blocks() {
  static const std::vector<std::string> names{"trade",        "exports",   "imports",    "output",
                                              "intermediate", "final_use", "value_added"};
  return names;
}

std::string Cells::label(int cell) const {
  const int k = block(cell);
  return tables(mrio_)[at(k)]->cell_label(at(cell - begin_[k]));
}

}  // namespace yuqian::calibration
