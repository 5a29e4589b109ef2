package dev.retrylab.harness.report.page;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Optional;

/** A page's template from a resource file. What it inserts is escaped, but for {@code {{&raw}}}. */
final class PageTemplate {
  private final Template template;

  PageTemplate(String name) {
    this.template = Mustache.compiler().withCollector(new Values()).compile(PageAsset.read(name));
  }

  /** The page of this model: records and maps, in the names that the template uses. */
  String fill(Object model) {
    return template.execute(model);
  }

  /** A section of an Optional is there where its value is. */
  private static final class Values extends DefaultCollector {
    @Override
    public Iterator<?> toIterator(Object value) {
      return value instanceof Optional<?> optional
          ? optional.stream().iterator()
          : super.toIterator(value);
    }
  }
}
