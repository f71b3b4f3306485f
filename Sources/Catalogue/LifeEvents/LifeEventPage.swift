import Ground
import Rules
import Web

/// One life event: its procedures, in the order in which one needs them.
struct LifeEventPage: Page {
  let resolved: ResolvedEvent
  /// The other events, for those who came to the wrong one.
  let others: [LifeEvent]

  private var event: LifeEvent { resolved.event }
  var title: Phrase { event.title.phrase }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    <p class="lead">\(event.lead.said)</p>
    \(resolved.groups.map(group))
    <p class="hint" lang="vi">Căn cứ: \(event.legalBasis)</p>
    <nav aria-label="Việc khác"><h2>Việc khác trong đời sống</h2>
    <ul class="chips">\(others.map(link))</ul></nav>
    """
  }

  private func group(_ group: ResolvedEvent.Group) -> HTML {
    """
    <section><h2>\(group.title.said)</h2>
    <ul class="plain list" lang="vi">\(group.procedures.map(\.line))</ul></section>
    """
  }

  private func link(_ event: LifeEvent) -> HTML {
    "<li>\(HTML.link(event.title.phrase, Paths.lifeEvent(event.slug)))</li>"
  }
}

/// There is no such event, or nothing of it is in this catalogue.
struct LifeEventUnknown: Refusal {
  let slug: String

  var kind: RefusalKind { .unknown }
  var code: String { "life-event.unknown" }
  var explanation: Phrase {
    "Không có mục “\(slug)”. Về trang chủ để chọn việc bạn cần, hoặc tìm thủ tục theo tên."
  }
}
