// SPDX-License-Identifier: Apache-2.0
#include "python/bindings/work.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <yuqian/data/read_apart.hpp>

namespace py = pybind11;

namespace yuqian::python {
namespace {

/// How long a Ctrl-C waits until somebody looks.
constexpr std::chrono::milliseconds look_every{50};

class Work {
 public:
  Work(bool wants_news, const std::function<void(const apps::Hooks&)>& work)
      : thread_([this, wants_news, &work] { run(wants_news, work); }) {}

  struct News {
    std::string what;
    double share;
  };

  /// Waits for the end, for news or for a while. True at the end.
  bool wait(std::optional<News>& news) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, look_every, [&] { return done_ || news_; });
    news = std::exchange(news_, {});
    return done_;
  }
  void stop() { stop_ = true; }
  void join() { thread_.join(); }
  std::exception_ptr thrown() const { return thrown_; }

 private:
  void run(bool wants_news, const std::function<void(const apps::Hooks&)>& work) {
    const data::ReadApart apart;
    apps::Hooks hooks;
    hooks.interrupted = [this] { return stop_.load(std::memory_order_relaxed); };
    if (wants_news)
      hooks.progress = [this](const std::string& what, double share) {
        const std::lock_guard lock(mutex_);
        news_ = News{what, share};
        changed_.notify_one();
      };
    try {
      work(hooks);
    } catch (...) {
      thrown_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    done_ = true;
    changed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<News> news_;
  bool done_ = false;
  std::atomic<bool> stop_{false};
  std::exception_ptr thrown_;
  std::thread thread_;  // the last member: it uses the others from the first moment
};

}  // namespace

void run(const py::object& progress, const std::function<void(const apps::Hooks&)>& work) {
  std::optional<py::error_already_set> raised;
  Work running(!progress.is_none(), work);
  for (bool done = false; !done;) {
    std::optional<Work::News> news;
    {
      const py::gil_scoped_release release;
      done = running.wait(news);
    }
    if (raised) continue;
    try {
      if (news) progress(news->what, news->share);
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    } catch (py::error_already_set& error) {
      raised.emplace(std::move(error));
      running.stop();
    }
  }
  running.join();
  if (raised) throw std::move(*raised);
  if (running.thrown()) std::rethrow_exception(running.thrown());
}

}  // namespace yuqian::python
