// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <yuqian/apps/results/hooks.hpp>
#include <yuqian/apps/results/source.hpp>
#include "apps/govern/results.hpp"
#include "apps/govern/structure_journal.hpp"

namespace yuqian::apps::govern {

/// One game, and on what it is played.
struct PlayRequest {
  calibration::BenchmarkRequest benchmark;
  bool regions_given = false, sectors_given = false;  ///< otherwise the game may ask for sets
  std::string game;                                   ///< an id or a file
  std::vector<std::string> trades;                    ///< empty: all
  std::string closure;                                ///< empty: the game's own
  int draws = 0;                                      ///< of elasticities
  int jobs = 0;                                       ///< threads; 0: one per core
};

/// A game with everything that it names read. Throws data::InputError on what is wrong there.
class Play {
 public:
  explicit Play(const PlayRequest& request);

  /// Keeps structures that are solved in a journal, and takes those that are there. Returns their
  /// number. A game without coalition structures keeps none.
  std::size_t keep_in(const std::string& path);
  const std::string& journal() const { return journal_path_; }  ///< empty: none is kept
  void remove_journal();

  /// Reads and calibrates every benchmark now: nothing is read later.
  void calibrate();
  /// Throws Interrupted where the hooks say so.
  GameResults run(const Hooks& hooks = {});

 private:
  std::shared_ptr<const model::Benchmark> benchmark(const std::string& trade);

  PlayRequest request_;
  GameResults r_;
  yuqian::govern::ActionScenarios actions_;
  std::unique_ptr<calibration::BenchmarkSource> source_;
  std::vector<std::string> trades_;
  std::map<std::string, std::shared_ptr<const model::Benchmark>> benchmarks_;
  std::unique_ptr<StructureJournal> journal_;
  std::string journal_path_;
};

}  // namespace yuqian::apps::govern
