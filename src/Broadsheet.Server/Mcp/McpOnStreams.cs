using Broadsheet.Server.Api;
using Broadsheet.Server.Search;
using Broadsheet.Site;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Mcp;

/// <summary>The tools for language models over standard input and output, for a client that starts the program itself (Model Context Protocol, stdio).</summary>
public static class McpOnStreams
{
    /// <summary>Answers until the input ends or <paramref name="cancellation"/>. Shows the newspaper as stored at <paramref name="at"/>; asks nobody and changes nothing but its own search index.</summary>
    /// <param name="site">A site folder without mistakes.</param>
    /// <param name="at">The moment of the edition.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Storage.StoreException">The store cannot be used.</exception>
    public static async Task RunAsync(SiteFolder site, DateTimeOffset at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        // An index of its own: the server's, beside which this may run, has one writer.
        var index = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        try
        {
            using var search = new ArticleSearch(index);
            var stand = Read(site, at, search);
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            // Standard output belongs to the protocol.
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(stand).AddSingleton(search).AddScoped<RequestedNews>();
            builder.Services.AddMcpServer().WithStdioServerTransport().WithTools<NewsTools>();
            using var host = builder.Build();
            await host.RunAsync(cancellation);
        }
        finally
        {
            foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(index) + "*"))
                File.Delete(file);
        }
    }

    private static Newsstand Read(SiteFolder site, DateTimeOffset at, ArticleSearch search)
    {
        using var newsroom = Newsroom.Open(site);
        var news = new NewsSnapshot(newsroom.PreviewAt(at), newsroom.FeedsAt(at));
        search.Update(news);
        var stand = new Newsstand();
        stand.Present(news);
        return stand;
    }
}
