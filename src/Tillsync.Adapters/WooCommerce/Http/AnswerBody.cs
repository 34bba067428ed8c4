using System.Text;
using System.Text.Json;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>What an answer's body is.</summary>
internal enum BodyForm
{
    Json,

    /// <summary>A web page or plain text.</summary>
    Page,

    /// <summary>JSON that breaks off or is damaged.</summary>
    Broken,

    Empty,
}

/// <summary>
/// An answer's body with its JSON found. Plugins that print warnings put HTML in front of good JSON (recording 12), some hosts add a
/// byte order mark or a comment behind it; none of this makes the JSON less true.
/// </summary>
internal sealed record AnswerBody(BodyForm Form, ReadOnlyMemory<byte> Json)
{
    /// <summary>Places where JSON may begin that are tried. A page of warnings has few brackets; a real page has thousands.</summary>
    private const int StartsMax = 200;

    public static AnswerBody Read(ReadOnlyMemory<byte> bytes)
    {
        var text = Trim(bytes);
        if (text.IsEmpty)
        {
            return new(BodyForm.Empty, default);
        }

        if (
            ValueAt(text, 0) is { } first
            && (first.Length == text.Length || text.Span[first.Length..].TrimStart(" \r\n\t"u8)[0] == (byte)'<')
        )
        {
            return new(BodyForm.Json, first);
        }

        return AfterNoise(text) is { } json ? new(BodyForm.Json, json) : new(FormWithoutJson(text.Span), default);
    }

    private static ReadOnlyMemory<byte>? AfterNoise(ReadOnlyMemory<byte> text)
    {
        var from = 0;
        for (var tries = 0; tries < StartsMax; tries++)
        {
            var step = text.Span[from..].IndexOfAny((byte)'{', (byte)'[');
            if (step < 0)
            {
                return null;
            }

            var start = from + step;
            if (ValueAt(text, start) is { } value && start + value.Length == text.Length)
            {
                return value;
            }

            from = start + 1;
        }

        return null;
    }

    /// <summary>The object or list that begins at this place.</summary>
    private static ReadOnlyMemory<byte>? ValueAt(ReadOnlyMemory<byte> text, int start)
    {
        if (text.Span[start] is not ((byte)'{' or (byte)'['))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(text.Span[start..]);
            reader.Read();
            return reader.TrySkip() ? text.Slice(start, (int)reader.BytesConsumed) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BodyForm FormWithoutJson(ReadOnlySpan<byte> text)
    {
        var start = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4096)]);
        var isPage =
            start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<!doctype", StringComparison.OrdinalIgnoreCase);
        return !isPage && text.IndexOfAny((byte)'{', (byte)'[') >= 0 ? BodyForm.Broken : BodyForm.Page;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> bytes)
    {
        var withoutMark = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var span = withoutMark.Span;
        var start = span.Length - span.TrimStart(" \r\n\t"u8).Length;
        return withoutMark.Slice(start, span.Trim(" \r\n\t"u8).Length);
    }
}
