using System.Text.Encodings.Web;
using System.Text.Unicode;
using Broadsheet.Publishing;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Api;
using Broadsheet.Server.Desk;
using Broadsheet.Server.Events;
using Broadsheet.Server.Mail;
using Broadsheet.Server.Mcp;
using Broadsheet.Server.Runs;
using Broadsheet.Server.Search;
using Broadsheet.Server.Telemetry;
using Broadsheet.Server.Webhooks;
using Broadsheet.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server;

/// <summary>A site that runs: pages, static and live API, search and events over HTTP, and the pressroom behind them.</summary>
public sealed class LiveSite : IAsyncDisposable
{
    // Only the questions of language models come with a body, and they are short.
    private const int LargestBody = 64 * 1024;

    /// <summary>How long what is going on may take when the site is to stop: Docker and Podman kill after ten seconds.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(8);

    private readonly WebApplication app;
    private readonly FolderLock? polling;

    private LiveSite(WebApplication app, FolderLock? polling)
    {
        this.app = app;
        this.polling = polling;
    }

    /// <summary>What it is made of, for tests.</summary>
    internal IServiceProvider Services => app.Services;

    /// <summary>The address it listens on.</summary>
    public string Address => app.Urls.First();

    /// <summary>Starts to listen. The news are read from the store meanwhile; <c>/health/ready</c> tells when that is done.</summary>
    /// <exception cref="IOException">The address is in use.</exception>
    /// <exception cref="FolderBusyException">Another process polls the site's feeds.</exception>
    public static async Task<LiveSite> StartAsync(LiveSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var site = setup.ReadSite();
        var options = site.Settings.Section<ServerOptions>("server");
        var polling = setup.Polls ? FolderLock.ToPoll(site, "broadsheet serve") : null;
        var builder = WebApplication.CreateSlimBuilder();
        AddLogging(builder, setup.Logs);
        AddKestrel(builder, setup.Address);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        TelemetrySetup.Add(builder, options);
        AddNews(builder.Services, setup, site, options);
        AccountsSetup.Add(builder.Services, site, setup.Time);
        DeskRoutes.Add(builder.Services);
        var press = PressSettings.Read(site);
        if (press.HasNewsletter)
            builder.Services.AddSingleton(services => new PostOffice(site, services.GetRequiredService<Newsstand>(), setup.Time)).AddHostedService<MailClock>();
        AddHttp(builder.Services, options, site.Settings.Section<AccountsOptions>("accounts"), press.Mail);
        var app = builder.Build();
        Map(app, site, options, press);
        try
        {
            await app.StartAsync(cancellation);
            return new LiveSite(app, polling);
        }
        catch
        {
            polling?.Dispose();
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes on until <paramref name="cancellation"/> or a signal (SIGTERM, SIGINT) ends it; then it is to be disposed, which answers what was asked and stops a run where it is.</summary>
    /// <exception cref="Storage.StoreException">The store cannot be used.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // A pressroom that cannot open its store stops the host.
        var stopped = new TaskCompletionSource();
        await using var stopping = cancellation.Register(app.Lifetime.StopApplication);
        app.Lifetime.ApplicationStopping.Register(stopped.SetResult);
        await stopped.Task;
        // The host only logs this, and an end without a word would look like one that was asked for.
        if (app.Services.GetServices<IHostedService>().OfType<Pressroom>().Single().ExecuteTask is { IsFaulted: true } failed)
            await failed;
    }

    /// <summary>Ends it, after what is going on, within <see cref="LongestStop"/>: a site that is being printed is printed to the end.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        polling?.Dispose();
    }

    private static void AddLogging(WebApplicationBuilder builder, bool logs)
    {
        builder.Logging.ClearProviders();
        if (!logs)
            return;
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Broadsheet", LogLevel.Information);
        // It warns that keys lie on the disk unencrypted; so does the store, and only the site's owner can read either.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    private static void AddKestrel(WebApplicationBuilder builder, string address)
    {
        builder.WebHost.UseUrls(address);
        // The base images of containers name a port; ours is named by us, and needs no warning that it is.
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
    }

    private static void AddNews(IServiceCollection services, LiveSetup setup, SiteFolder site, ServerOptions options)
    {
        services.AddSingleton(setup).AddSingleton(setup.Time).AddSingleton<Newsstand>().AddScoped<RequestedNews>().AddHttpContextAccessor();
        services.AddSingleton(_ => new ArticleSearch(Path.Combine(site.StatePath, "search.db")));
        services.AddSingleton(new NewsWire(options.EventReaders)).AddSingleton<PressroomStatus>();
        services.AddSingleton<Hubs.HubSubscriptions>();
        services.AddSingleton<Hubs.HubAnnouncer>().AddHostedService(provider => provider.GetRequiredService<Hubs.HubAnnouncer>());
        services.AddSingleton(provider => new Telegraph(WebhookSettings.Read(site), site.StatePath, setup.Time, provider.GetRequiredService<ILogger<Telegraph>>()));
        services.AddHostedService(provider => provider.GetRequiredService<Telegraph>());
        services.AddSingleton<Pressroom>().AddHostedService(provider => provider.GetRequiredService<Pressroom>());
        // Without sessions: every question stands alone, and nothing is kept for a client that never comes back.
        services.AddMcpServer().WithHttpTransport(transport => transport.Stateless = true).WithTools<NewsTools>().WithTools<DeskTools>();
    }

    private static void AddHttp(IServiceCollection services, ServerOptions options, AccountsOptions accounts, MailOptions mail)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        services.AddProblemDetails();
        services.AddOpenApi("v2", ApiDescription.Describe);
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().WithMethods("GET", "HEAD").WithExposedHeaders("ETag", "Retry-After")));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/feed+json", "application/atom+xml", "application/rss+xml", "image/svg+xml"];
        });
        // Trusts a proxy on the same machine only, as the framework does when told nothing else.
        services.Configure<ForwardedHeadersOptions>(proxy => proxy.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddRateLimiter(limiter =>
        {
            ReaderLimit.Add(limiter, options.RequestsPerMinute, accounts.SignInsPerMinute);
            ReaderEndpoints.AddLimit(limiter, mail.SubscriptionsPerHour);
        });
    }

    private static void Map(WebApplication app, SiteFolder site, ServerOptions options, PressSettings press)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseSecurityHeaders();
        if (site.Masthead.BaseUrl.Length > 0)
            app.UsePathBase(site.Masthead.BaseUrl);
        // What is packed together with a secret can be guessed from its length, and the desk is for no other origin.
        app.UseWhen(http => !AccountsSetup.IsDesk(http), open =>
        {
            open.UseResponseCompression();
            open.UseCors();
        });
        var pages = Directory.CreateDirectory(Path.Combine(site.Root, "public")).FullName;
        SiteFiles.Use(app, site.Root);
        PublicSite.UseFiles(app, pages);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseKeptAnswers();
        AccountsSetup.Use(app);
        var api = app.MapGroup("/api/v2").RequireRateLimiting(ReaderLimit.Policy);
        api.MapEvents();
        var news = api.MapGroup("").AddEndpointFilter<EditionFilter>();
        news.MapStories();
        news.MapArticles();
        news.MapTopics();
        news.MapProviders();
        news.MapFeeds();
        news.MapSearch();
        news.MapEditions();
        news.MapDesk();
        api.MapFallback("/{**path}", () => Problem.NotFound("There is no such address. /openapi/v2.json lists all.")).ExcludeFromDescription();
        app.MapMcp("/mcp").RequireRateLimiting(ReaderLimit.Policy);
        if (options.PublicUrl is not null)
            Hubs.HubEndpoints.MapHubs(app.MapGroup("").RequireRateLimiting(ReaderLimit.Policy));
        DeskRoutes.Map(app);
        if (press.HasNewsletter)
            app.MapNewsletters();
        if (press.CanMail)
            app.MapReaders();
        app.MapHealth();
        TelemetrySetup.Map(app, options);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapApiPage();
        PublicSite.MapNotFound(app, pages, new FirstEdition(site.Masthead.Title, app.Services.GetRequiredService<PressroomStatus>()).TellAsync);
    }
}
