/**
 * Runs as pages for a browser, each in one file that needs no network. Begin at {@link
 * dev.retrylab.harness.report.page.HtmlReport}, {@link
 * dev.retrylab.harness.report.page.HtmlComparison} or {@link
 * dev.retrylab.harness.report.page.HtmlIndex}. A Mustache template is filled with tables made here;
 * scripts draw the picture from the data that {@link dev.retrylab.harness.report.page.PageData}
 * puts into the page. Templates, styles and scripts are the resources in {@code report/}.
 */
package dev.retrylab.harness.report.page;
