using Broadsheet.Publishing.Mailing;
using Broadsheet.Site;

namespace Broadsheet.Server.Mail;

/// <summary>The mailroom of the live site, for requests and for the rounds behind them.</summary>
internal sealed class PostOffice : IDisposable
{
    private readonly Newsstand stand;
    private readonly TimeProvider time;
    private readonly Bell bell;
    private readonly Edition blank;

    public PostOffice(SiteFolder site, Newsstand stand, TimeProvider time)
    {
        this.stand = stand;
        this.time = time;
        bell = new Bell(time);
        Mailroom = Mailroom.Open(site, time);
        blank = new Edition { At = time.GetUtcNow(), Masthead = site.Masthead, Stories = [], Topics = site.Topics };
    }

    /// <summary>The mailroom.</summary>
    public Mailroom Mailroom { get; }

    /// <summary>The newspaper of the moment; an empty one until the store has been read.</summary>
    public Edition Edition => stand.Current?.Edition ?? blank;

    /// <summary>Whether there is a newspaper to make a newsletter of.</summary>
    public bool HasEdition => stand.Current is not null;

    /// <summary>Notes that someone wants the newsletter, and rings for the letter to go out.</summary>
    public void Subscribe(ReaderAddress address)
    {
        Mailroom.Store.Ask(address, time.GetUtcNow(), "form");
        Ring();
    }

    /// <summary>Rings for a round.</summary>
    public void Ring() => bell.Ring();

    /// <summary>Waits for the bell, or so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken stopping) => bell.WaitAsync(atMost, stopping);

    /// <inheritdoc/>
    public void Dispose()
    {
        bell.Dispose();
        Mailroom.Dispose();
    }
}
