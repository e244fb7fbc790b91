using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Webhooks;

/// <summary>Tells programs elsewhere of each edition while the site is served. Trouble is logged; it keeps no edition from its readers.</summary>
internal sealed partial class Telegraph : BackgroundService
{
    // Another process (webhooks retry) may have made something due.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly string statePath;
    private readonly TimeProvider time;
    private readonly ILogger<Telegraph> logger;
    private readonly Bell bell;
    private bool isFailing;

    /// <summary>A telegraph for a site.</summary>
    public Telegraph(WebhookSettings settings, string statePath, TimeProvider time, ILogger<Telegraph> logger)
    {
        Settings = settings;
        this.statePath = statePath;
        this.time = time;
        bell = new Bell(time);
        this.logger = logger;
        if (settings.CanSign)
            Store = WebhookStore.Open(statePath);
    }

    /// <summary>How they are told.</summary>
    public WebhookSettings Settings { get; }

    /// <summary>What waits; null when there is no secret to sign with.</summary>
    public WebhookStore? Store { get; }

    /// <summary>An edition is out.</summary>
    public void Tell(Edition edition) => Try(store =>
    {
        isFailing = false;
        if (NewsTeller.Tell(store, Settings.Options, edition) > 0)
            bell.Ring();
    });

    /// <summary>A run failed. The first of several in a row is told.</summary>
    public void TellFailure(DateTimeOffset at, string reason) => Try(store =>
    {
        if (isFailing)
            return;
        isFailing = true;
        NewsTeller.TellFailure(store, Settings.Options, at, reason);
        bell.Ring();
    });

    /// <summary>Rings for a round: something may be due.</summary>
    public void Ring() => bell.Ring();

    /// <inheritdoc/>
    public override void Dispose()
    {
        bell.Dispose();
        Store?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (Store is null)
        {
            ForgetWhatWasTold();
            return;
        }

        using var courier = new Courier(Settings, Store, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var report = await courier.RoundAsync(stoppingToken);
                if (report.Failed + report.Dead > 0)
                    LogRound(report.Delivered, report.Failed, report.Dead);
                await WaitAsync(Store.NextDue(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // whatever went wrong with the telling, the newspaper goes on
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                LogTrouble(trouble.Message);
                await WaitAsync(null, stoppingToken);
            }
        }
    }

    private Task WaitAsync(DateTimeOffset? until, CancellationToken stopping)
    {
        var wait = until - time.GetUtcNow() is { } left && left < LongestWait ? left : LongestWait;
        if (wait <= TimeSpan.Zero)
            // What is due at once follows an endpoint that is away; it must not be asked without a pause.
            wait = TimeSpan.FromSeconds(1);
        return bell.WaitAsync(wait, stopping);
    }

    private void Try(Action<WebhookStore> work)
    {
        if (Store is null)
            return;
        try
        {
            work(Store);
        }
#pragma warning disable CA1031 // the next edition is compared with what was told, so nothing is lost
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            LogTrouble(trouble.Message);
        }
    }

    private void ForgetWhatWasTold()
    {
        if (!File.Exists(Path.Combine(statePath, WebhookStore.FileName)))
            return;
        using var store = WebhookStore.Open(statePath);
        store.Forget();
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks: {Delivered} delivered, {Failed} put off, {Dead} given up ('broadsheet webhooks list' says why).")]
    private partial void LogRound(int delivered, int failed, int dead);

    [LoggerMessage(LogLevel.Error, "Webhooks: {Trouble} What was not told is told later.")]
    private partial void LogTrouble(string trouble);
}
