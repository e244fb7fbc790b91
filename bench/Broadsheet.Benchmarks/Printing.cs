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
    private readonly IEditionPublisher[] publishers =
    [
        new RecordsPublisher(new RecordsOptions()),
        new StaticApiPublisher(new ApiOptions()),
        new WebsitePublisher(new WebsiteOptions(), Theme.Load()),
    ];

    [Benchmark(Baseline = true)]
    public int Plan() => publishers.Sum(publisher => publisher.Plan(edition).Count());

    [Benchmark]
    public int Plan_and_make() => publishers.SelectMany(publisher => publisher.Plan(edition)).Sum(file => file.Render().Length);
}
