using BenchmarkDotNet.Attributes;
using Broadsheet.Publishing;
using Broadsheet.Publishing.Records;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Benchmarks;

/// <summary>What an edition costs: saying which files it calls for, and making all of them.</summary>
[MemoryDiagnoser]
public class Printing
{
    private readonly Edition edition = SomeEdition.Create();
    private readonly Func<Edition, IEnumerable<PlannedFile>>[] publishers =
    [
        new RecordsPublisher(new RecordsOptions()).Plan,
        new StaticApiPublisher(new ApiOptions()).Plan,
        new WebsitePublisher(new WebsiteOptions(), Theme.Load()).Plan,
    ];

    [Benchmark(Baseline = true)]
    public int Plan() => publishers.Sum(plan => plan(edition).Count());

    [Benchmark]
    public int Plan_and_make() => publishers.SelectMany(plan => plan(edition)).Sum(file => file.Render().Length);
}
