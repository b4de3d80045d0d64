// SPDX-License-Identifier: Apache-2.0
#include "apps/govern/structure_journal.hpp"

namespace yuqian::apps::govern {

StructureJournal::StructureJournal(const std::string& path, const std::string& fingerprint,
                                   std::size_t instruments, std::size_t each, std::size_t trades)
    : journal_(path, {fingerprint, std::vector(each * trades, model::JournalFrame::any)}),
      each_(each) {
  for (const auto& [position, r] : journal_.done()) {
    StructureOutcome o;
    o.found = r.status == model::BatchResult::Status::solved;
    o.why = r.reason.en;
    if (o.found && r.values.size() > instruments + 1) {
      o.b.assign(r.values.begin(), r.values.begin() + static_cast<long>(instruments));
      o.measures.assign(r.values.begin() + static_cast<long>(instruments), r.values.end() - 1);
      o.gain = r.values.back();
    }
    known_[position] = std::move(o);
  }
}

const StructureJournal::StructureOutcome* StructureJournal::find(std::size_t trade,
                                                                 std::size_t position) const {
  const auto found = known_.find(trade * each_ + position);
  return found == known_.end() ? nullptr : &found->second;
}

void StructureJournal::add(std::size_t trade, std::size_t position, const StructureOutcome& o) {
  model::BatchResult r;
  r.status = o.found ? model::BatchResult::Status::solved : model::BatchResult::Status::path_ended;
  r.reason = {o.why, o.why};
  r.values = o.b;
  r.values.insert(r.values.end(), o.measures.begin(), o.measures.end());
  r.values.push_back(o.gain);
  journal_.append(trade * each_ + position, r);
}

}  // namespace yuqian::apps::govern
