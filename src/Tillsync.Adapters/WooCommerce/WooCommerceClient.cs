using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.Timeout;
using Tillsync.Adapters.WooCommerce.Errors;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Core.Applying;

namespace Tillsync.Adapters.WooCommerce;

/// <summary>
/// The connection to one shop, shared by its reader and its writer: keys, repeats, pace, and what has been learned of the shop.
/// </summary>
public sealed class WooCommerceClient : IDisposable
{
    private readonly ShopTransport _transport;
    private readonly ResiliencePipeline<ShopAnswer> _reads;
    private readonly ResiliencePipeline<ShopAnswer> _once;
    private readonly ResiliencePipeline<ShopAnswer> _writes;
    private readonly WritePace _pace;
    private readonly TimeProvider _time;

    /// <exception cref="Core.ShopException">The URL is no web address.</exception>
    public WooCommerceClient(ShopOptions options, ShopEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        RequireBetween(1, options.PageSize, 100, nameof(options.PageSize));
        RequireBetween(1, options.MaxBatch, WriteBatch.SizeMax, nameof(options.MaxBatch));
        RequireBetween(1, options.TimeoutSeconds, 3600, nameof(options.TimeoutSeconds));
        RequireBetween(1, options.WriteTimeoutSeconds, 3600, nameof(options.WriteTimeoutSeconds));
        Options = options;
        Address = ShopAddress.Parse(options.Url);
        _time = environment.Time;
        _transport = new ShopTransport(options, Address, environment);
        _reads = ShopPipelines.Reads(options, environment);
        _once = ShopPipelines.Once(options, environment);
        _writes = ShopPipelines.Writes(options, environment);
        _pace = new WritePace(environment.Time);
        Errors = new ShopErrors(options, Address, environment.Time);
        BatchSizeMax = options.MaxBatch;
    }

    /// <summary>What this client has sent so far.</summary>
    public RequestCounter Requests => _transport.Requests;

    internal ShopOptions Options { get; }

    internal ShopAddress Address { get; }

    internal ShopErrors Errors { get; }

    /// <summary>WooCommerce 10.3 and later list all variations at one place; null until asked.</summary>
    internal bool? ListsAllVariations { get; set; }

    /// <summary>What the shop takes in one write; a filter of the shop may make it less than 100.</summary>
    internal int BatchSizeMax { get; set; }

    internal DateTimeOffset Now => _time.GetUtcNow();

    public void Dispose() => _transport.Dispose();

    /// <summary>Reads JSON of a known shape.</summary>
    /// <exception cref="Core.ShopException">Anything else came, or nothing.</exception>
    internal async Task<(T Value, ShopAnswer Answer)> ReadAsync<T>(
        ShopRequest request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        var answer = await AskAsync(request, cancellationToken);
        return answer.IsGood ? (Parse(answer, type), answer) : throw Errors.From(answer);
    }

    /// <summary>Reads, and leaves it to the caller what an error of the shop means.</summary>
    /// <exception cref="Core.ShopException">No answer came.</exception>
    internal Task<ShopAnswer> AskAsync(ShopRequest request, CancellationToken cancellationToken) =>
        AskAsync(_reads, request, cancellationToken);

    /// <summary>The same without repeats, for what is good to know and not needed.</summary>
    /// <exception cref="Core.ShopException">No answer came.</exception>
    internal Task<ShopAnswer> AskOnceAsync(ShopRequest request, CancellationToken cancellationToken) =>
        AskAsync(_once, request, cancellationToken);

    internal T Parse<T>(ShopAnswer answer, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Json.Span, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw Errors.Unexpected(answer.Request, exception);
        }
    }

    /// <summary>Sends a write once; again only when the shop has certainly not taken it.</summary>
    /// <exception cref="ShopFault">No answer came; the fault knows whether anything was sent.</exception>
    /// <exception cref="TimeoutRejectedException">It was sent and no answer came in time.</exception>
    /// <exception cref="OperationCanceledException">Nothing was sent.</exception>
    /// <exception cref="Core.LeaseLostException">Nothing was sent.</exception>
    internal async Task<ShopAnswer> WriteAsync(ShopRequest request, IWritePermit permit, CancellationToken cancellationToken)
    {
        if (_pace.Wait > ShopPipelines.PauseMax)
        {
            throw Errors.Paused(request, _pace.Wait);
        }

        if (_pace.Wait > TimeSpan.Zero)
        {
            await Task.Delay(_pace.Wait, _time, cancellationToken);
        }

        return await _writes.ExecuteAsync(
            async token => await SendWriteAsync(request, permit, token, cancellationToken),
            cancellationToken
        );
    }

    private static void RequireBetween(int lowest, int value, int highest, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, highest, name);
    }

    private async Task<ShopAnswer> AskAsync(
        ResiliencePipeline<ShopAnswer> pipeline,
        ShopRequest request,
        CancellationToken cancellationToken
    )
    {
        var isRepeated = false;
        try
        {
            return await pipeline.ExecuteAsync(
                async token =>
                {
                    // An unknown parameter is ignored by the shop but makes the URL new to every cache in between.
                    var query = isRepeated ? request.Query.With("_", _time.GetUtcNow().ToUnixTimeMilliseconds()) : request.Query;
                    isRepeated = true;
                    return await _transport.SendAsync(request, query, token);
                },
                cancellationToken
            );
        }
        catch (ShopFault fault)
        {
            throw Errors.From(request, fault);
        }
        catch (TimeoutRejectedException exception)
        {
            throw Errors.TimedOut(request, exception);
        }
    }

    private async ValueTask<ShopAnswer> SendWriteAsync(
        ShopRequest request,
        IWritePermit permit,
        CancellationToken token,
        CancellationToken callersToken
    )
    {
        callersToken.ThrowIfCancellationRequested();
        await permit.RequireAsync();
        try
        {
            var answer = await _transport.SendAsync(request, request.Query, token);
            _pace.Note(answer);
            return answer;
        }
        catch (OperationCanceledException exception) when (callersToken.IsCancellationRequested)
        {
            throw new ShopFault(FaultCause.Cancelled, exception);
        }
    }
}
