using System.Diagnostics.Metrics;
using Broadsheet.Server.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Telegraph = Broadsheet.Server.Webhooks.Telegraph;

namespace Broadsheet.Server.Tests.Telemetry;

/// <summary>What the figures say of the news.</summary>
public sealed class NewsMeterTests(SampleSite sample)
{
    /// <summary>A server that starts would otherwise say 0 stories, which looks like a loss, and wakes people.</summary>
    [Fact]
    public async Task NothingIsSaidOfTheNewsUntilTheyAreRead()
    {
        var site = await sample.UntouchedAsync();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var stand = new Newsstand();
        _ = new NewsMeter(meters, stand, site.Live.Services.GetRequiredService<Telegraph>(), site.Time);
        var figures = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters && instrument.IsObservable && instrument.Name != "broadsheet.webhooks")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, figure, _, _) => figures[instrument.Name] = figure);
        listener.SetMeasurementEventCallback<double>((instrument, figure, _, _) => figures[instrument.Name] = figure);
        listener.Start();

        listener.RecordObservableInstruments();
        Assert.Empty(figures);

        stand.Present(site.Live.Services.GetRequiredService<Newsstand>().Current!);
        listener.RecordObservableInstruments();
        Assert.Equal(["broadsheet.articles", "broadsheet.edition.age", "broadsheet.feeds", "broadsheet.stories"], figures.Keys.Order(StringComparer.Ordinal));
        Assert.True(figures["broadsheet.stories"] > 0);
    }
}
