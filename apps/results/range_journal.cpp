// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/range_journal.hpp>

#include <filesystem>

#include <yuqian/data/output_file.hpp>

namespace yuqian::apps {

RangeJournal::RangeJournal(std::string path, const std::string& fingerprint,
                           const uncertainty::Design& design, std::size_t questions,
                           std::size_t figures)
    : path_(std::move(path)), questions_(questions) {
  const model::JournalFrame frame{
      fingerprint, std::vector(design.all_nodes() * questions, design.draws * figures)};
  journal_ = std::make_unique<model::BatchJournal>(path_, frame);
  for (const auto& [position, result] : journal_->done()) {
    const auto each = static_cast<std::ptrdiff_t>(figures);
    for (auto draw = result.values.begin(); draw != result.values.end(); draw += each)
      known_[position].emplace_back(draw, draw + each);
  }
}

const model::NodeFigures* RangeJournal::find(std::size_t node, std::size_t question) const {
  const auto found = known_.find(node * questions_ + question);
  return found == known_.end() ? nullptr : &found->second;
}

void RangeJournal::add(std::size_t node, std::size_t question, const model::NodeFigures& figures) {
  model::BatchResult result;
  result.status = model::BatchResult::Status::solved;
  for (const std::vector<double>& draw : figures)
    result.values.insert(result.values.end(), draw.begin(), draw.end());
  try {
    journal_->append(node * questions_ + question, result);
    ++added_;
  } catch (const data::OutputError&) {
    // What was there is kept. The draws themselves need no disk.
  }
}

void RangeJournal::remove() {
  journal_.reset();
  std::filesystem::remove(path_);
}

}  // namespace yuqian::apps
