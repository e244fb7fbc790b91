using System.Collections.Concurrent;
using Broadsheet.Testing;

namespace Broadsheet.Cli.Tests;

/// <summary>A server tells a collector what it measures, when the environment names one.</summary>
public sealed class CollectorTests(RunSample sample)
{
    [Fact]
    public async Task TracesMetricsAndLogsReachTheCollector()
    {
        await using var collector = await FakePublisher.OpenAsync();
        var signals = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var signal in new[] { "/v1/traces", "/v1/metrics", "/v1/logs" })
        {
            collector.On(signal, async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                signals.AddOrUpdate(signal, _ => body.ToArray(), (_, before) => [.. before, .. body.ToArray()]);
            });
        }

        using var site = sample.Site.Copy();
        using var server = await BroadsheetProcess.ServeAsync(
            [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url("")), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "500"), ("OTEL_BLRP_SCHEDULE_DELAY", "500")],
            site.Root, "--replay", SiteCopy.Recording, "--now", "2026-03-08T18:00:00Z");
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromMinutes(1));
            // Each signal is sent at times of its own: what ends a run is in the log before it is among the figures, or after.
            while (!(Has("/v1/traces", "print") && Has("/v1/metrics", "broadsheet.stories") && Has("/v1/metrics", "broadsheet.run.stage.duration") && Has("/v1/logs", "new articles")))
                await Task.Delay(100, patience.Token);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }

        Assert.True(Has("/v1/metrics", "service.name"));

        bool Has(string signal, string text) => signals.TryGetValue(signal, out var bytes) && bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
