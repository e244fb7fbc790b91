using Broadsheet.Publishing.Mailing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Mail;

/// <summary>Makes newsletters when the schedule calls for them, and sends what is due. Trouble is logged, and the next round tries again.</summary>
internal sealed partial class MailClock(PostOffice office, LiveSetup setup, TimeProvider time, ILogger<MailClock> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // whatever went wrong with the mail, the newspaper goes on
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                LogFailed(trouble.Message);
            }

            await office.WaitAsync(Beat, stoppingToken);
        }
    }

    private async Task RoundAsync(CancellationToken stopping)
    {
        var at = time.GetUtcNow();
        var mailroom = office.Mailroom;
        if (office.HasEdition && mailroom.Calendar.DueAt(at, mailroom.Store.LastSlot) is { } slot)
        {
            // What the operator changed since the start counts, as it does for a run.
            var site = setup.ReadSite();
            if (!site.Problems.HasErrors)
                mailroom.Follow(site);
            var result = mailroom.Make(office.Edition with { At = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) }, slot);
            if (result is MakingResult.Made made)
                LogMade(made.Newsletter.Name, made.Newsletter.Stories);
            else if (result is MakingResult.TooLittle)
                LogTooLittle();
        }

        if (!mailroom.CanSend || !mailroom.HasDue)
            return;
        var report = await mailroom.SendAsync(stopping);
        LogSent(report.Sent, report.Deferred, report.Refused, report.Doubtful);
        if (report.Trouble is { } trouble)
            LogFailed(trouble);
    }

    [LoggerMessage(LogLevel.Information, "Made the newsletter {Name}: {Stories} stories.")]
    private partial void LogMade(string name, int stories);

    [LoggerMessage(LogLevel.Information, "There is too little news for a newsletter; what there is waits for the next one.")]
    private partial void LogTooLittle();

    [LoggerMessage(LogLevel.Information, "Mail: {Sent} sent, {Deferred} put off, {Refused} refused, {Doubtful} without an answer.")]
    private partial void LogSent(int sent, int deferred, int refused, int doubtful);

    [LoggerMessage(LogLevel.Error, "Mail could not be sent: {Trouble} What was not sent is tried again.")]
    private partial void LogFailed(string trouble);
}
