namespace Tillsync.Doctor;

/// <summary>Something that several checks look at, found out once, when the first of them asks.</summary>
internal sealed class Fact<T>(Func<CancellationToken, Task<T>> find, CancellationToken cancellationToken)
{
    private readonly Lazy<Task<T>> _value = new(() => find(cancellationToken));

    /// <summary>One check may give up waiting; the others still get it.</summary>
    public Task<T> GetAsync(CancellationToken waitFor) => _value.Value.WaitAsync(waitFor);
}

/// <summary>A value with the span of this machine's time in which it was found out.</summary>
internal sealed record Timed<T>(T Value, DateTimeOffset From, DateTimeOffset Until)
{
    public static async Task<Timed<T>> OfAsync(Func<Task<T>> find, TimeProvider time)
    {
        var from = time.GetUtcNow();
        var value = await find();
        return new Timed<T>(value, from, time.GetUtcNow());
    }

    /// <summary>How far another clock's moment in that span is certainly from this machine's; zero where the two may agree.</summary>
    public TimeSpan DifferenceTo(DateTimeOffset theirs) =>
        theirs < From ? theirs - From
        : theirs > Until ? theirs - Until
        : TimeSpan.Zero;
}
