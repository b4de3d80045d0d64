// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <yuqian/apps/results/source.hpp>
#include <yuqian/data/catalogue.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include "apps/process/interrupt.hpp"
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// One thing that was looked at.
struct Finding {
  model::LocalText what;
  model::LocalText detail;
  bool passed = true;
};

/// What does not hold, in both languages.
class Fault : public std::runtime_error {
 public:
  explicit Fault(model::LocalText text) : std::runtime_error(text.en), text_(std::move(text)) {}
  const model::LocalText& text() const { return text_; }

 private:
  model::LocalText text_;
};

/// Looks at files, each as what it is (apps/check/file_kind.hpp), and gathers what it finds.
class Checker {
 public:
  Checker(const Screen& screen, const calibration::BenchmarkRequest& request)
      : progress_(screen), words_(screen.words), request_(request) {}

  void everything();                   ///< all that is shipped
  void file(const std::string& path);  ///< throws data::InputError where there is no such file

  const std::vector<Finding>& findings() const { return findings_; }

 private:
  /// One finding: what the action says where it returns, why not where it throws.
  template <class Action>
  void attempt(const model::LocalText& what, Action&& action) {
    throw_if_interrupted();
    progress_.show(words_(what));
    try {
      findings_.push_back({what, action(), true});
    } catch (const Fault& fault) {
      findings_.push_back({what, fault.text(), false});
    } catch (const data::InputError& error) {
      findings_.push_back({what, {data::Catalogue::shipped().chinese(error), error.what()}, false});
    } catch (const std::runtime_error& error) {
      findings_.push_back(
          {what, {data::Catalogue::shipped().chinese(error.what()), error.what()}, false});
    }
  }
  template <class Action>
  void attempt(const std::string& path, Action&& action) {
    attempt(model::LocalText{path, path}, std::forward<Action>(action));
  }

  void dataset(const std::string& path);
  void mapping(const std::string& path);
  void evidence(const std::string& path);
  void replication(const std::string& path);
  void scenario(const std::string& path);
  void plan(const std::string& path);
  void model(const std::string& path);
  void elasticities(const std::string& path);
  void result(const std::string& path);
  void batch(const std::string& path);
  void benchmark(const std::string& path);
  void game(const std::string& path);
  void played_game(const std::string& path);

  std::string dataset_path() const;
  std::shared_ptr<const model::RegionalModel> build(const model::Closure& closure,
                                                    const std::string& regions);

  Progress progress_;
  const Words& words_;
  calibration::BenchmarkRequest request_;
  std::vector<Finding> findings_;
  std::map<std::string, std::shared_ptr<const model::RegionalModel>> models_;
};

}  // namespace yuqian::apps
